"""The story of the sample, told with requests such as anybody's program could send."""
