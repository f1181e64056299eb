"""What the product says of itself."""
