"""Official Word papers: recipe, template, manifest."""
