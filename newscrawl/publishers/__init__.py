"""What we know of each publisher, declared; nothing here fetches."""
