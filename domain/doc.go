// Package domain is the law: what may happen to a matter, what then has happened, and by when.
//
// It holds pure functions over plain values. It must never read a clock, a database, the network, a file
// or the environment, and it imports the standard library only. Whoever calls it says what time it is.
package domain
