"""What every workbook needs: opening one that came from anywhere, and writing one in which text stays text."""
