package main

import "errors"

// Replaced one by one by the file of each command.
type pending struct{}

func (pending) Run() error { return errors.New("not built yet") }

type (
	migrateCmd struct{ pending }
	docketCmd  struct{ pending }
	reportCmd  struct{ pending }
	verifyCmd  struct{ pending }
	userCmd    struct{ pending }
)
