// Package bench measures: what an act costs beside the same rows written by hand, what lists cost with a hundred thousand
// files, and writes docs/performance.md. It holds tests only and the program never imports it.
package bench
