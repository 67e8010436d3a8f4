"""Whistles (街乡吹哨、部门报到): departments called to the scene, against their limit."""
