"""PyTake: WhatsApp conversations, flows and agents, serverless."""
