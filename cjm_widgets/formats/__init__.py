"""Files in and out, one module per format. Knows the model and the frames, never a widget."""
