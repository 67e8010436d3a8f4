"""Individual cases in six steps: applied for, diagnosed, planned, carried out, reviewed, closed."""
