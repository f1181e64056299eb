"""Files: uploads, checked before they are kept, and who may take them away again."""
