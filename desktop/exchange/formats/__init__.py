"""The accepted forms of files, one reader each."""
