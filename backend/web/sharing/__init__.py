"""What leaves the house on purpose: what a public page says of itself in chats and networks."""
