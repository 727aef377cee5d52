"""The pages of the graph: what it says of each thing, drawn as HTML for a server or for a folder of files."""
