"""Makes the weights that Dragoman ships, from open code and named data."""
