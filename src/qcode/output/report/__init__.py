"""One page for co-authors and supervisors: every figure opens into its quotations."""
