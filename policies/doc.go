// Package policies says who may: the model, the policy as one readable table, and the question asked of them.
// Nothing else decides permission. It must never read the database, know of HTTP, or decide whether an act may
// happen now: that is domain's.
package policies
