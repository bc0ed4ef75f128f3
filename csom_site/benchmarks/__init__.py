"""Measures pages against a bare Django view under the same gunicorn, and lists at growing sizes.

`manage.py benchmark` runs it; the figures are ratios within one run on one machine.
"""
