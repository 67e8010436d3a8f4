"""Items: the catalogue as people read it, and how a new version of it is taken into use."""
