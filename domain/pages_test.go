package domain

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// The pages ask for the papers of a review before its file exists, and so repeat the table: what it asks for they must know.
func TestThePagesKnowThePapersOfTheTable(t *testing.T) {
	raw, err := os.ReadFile("../web/src/features/legality/tables.ts")
	if err != nil {
		t.Fatal(err)
	}
	page := string(raw)
	for object, table := range reviewTables {
		if want := fmt.Sprintf("%s: '%s'", object, table.Rule); !strings.Contains(page, want) {
			t.Errorf("the pages lack %s", want)
		}
		if object == ObjectPenalty {
			continue // its package is the file itself
		}
		if !strings.Contains(page, "\n  "+object+": [") {
			t.Errorf("the pages have no package for %s", object)
		}
		for _, row := range table.Package {
			if want := fmt.Sprintf("key: '%s', title: ['%s'", row.Key, row.Title); !strings.Contains(page, want) {
				t.Errorf("%s: the pages lack %s", object, want)
			}
		}
	}
}
