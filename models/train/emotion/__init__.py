"""The emotion network: its data, its training, its figures. One module a step; `../README.md` has the commands."""
