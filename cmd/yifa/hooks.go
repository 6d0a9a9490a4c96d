package main

import "context"

// system is a running install, as the hooks see it.
type system struct {
	Data     string // data folder
	Database string // address of the file's database
	Temporal string // address of the engine
	Config   config
}

// hooks join this file's supervisor, backup and restore to the rooms that know cases.
var hooks = struct {
	// migrateTo brings the schema up to and including the migration called last, or to the newest for "".
	migrateTo func(ctx context.Context, dsn, last string) error
	// loadDemo loads the demonstration year into a new system. It may be cut off and called again.
	loadDemo func(ctx context.Context, s system, say func(zh, en string)) error
	// accounts is the part of the ready line that names the demonstration accounts.
	accounts func(ctx context.Context, s system) (string, error)
	// restored marks every open case for the relay after a restore, because the engine's databases are not backed up:
	// one outbox row a case, and the relay signals its workflow again.
	restored func(ctx context.Context, dsn string) error
}{
	migrateTo: func(context.Context, string, string) error { return nil },
	loadDemo:  func(context.Context, system, func(zh, en string)) error { return nil },
	accounts:  func(context.Context, system) (string, error) { return "", nil },
	restored:  func(context.Context, string) error { return nil },
}
