"""The learned reader: a small encoder with several heads that labels the words of a parse."""
