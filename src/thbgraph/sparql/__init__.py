"""SPARQL texts: their syntax trees and writing them, syntax errors, and the rules that a saved question keeps."""
