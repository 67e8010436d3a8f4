"""What a resident may ask of the station: who looked, what is kept, and its end."""
