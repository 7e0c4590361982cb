"""The WhatsApp simulator: Meta's Cloud API to the product, its customers to the person at the keyboard."""
