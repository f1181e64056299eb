"""Tests of the product at the interfaces that it promises."""
