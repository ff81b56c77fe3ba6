"""The only room that knows Word files: the template language, its proof, filling, and the package."""
