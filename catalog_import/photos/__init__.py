"""Photos in bulk: many pictures come in at once, each finds its product, a person looks, then they
hang in the galleries of the listings; and the whole batch can be taken off again.
"""
