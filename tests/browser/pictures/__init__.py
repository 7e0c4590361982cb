"""Pictures of every screen, in both themes and on both widths, laid beside the design they follow."""
