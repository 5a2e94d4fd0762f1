"""The shipped Word files from their wording: looks, tables, frames, papers and the package that holds them."""
