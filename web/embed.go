// Package web carries the built pages inside the program. It must never hold anything but files.
package web

import "embed"

// Dist is what `make web` built; without it only the README is there and the server says so.
//
//go:embed all:dist
var Dist embed.FS
