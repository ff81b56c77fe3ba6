"""The official templates and what writes them."""
