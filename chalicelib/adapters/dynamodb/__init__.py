"""DynamoDB: one file per aggregate."""
