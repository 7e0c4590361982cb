"""What services need from outside, in domain words. Every method takes the workspace first; adapters keep these by shape."""
