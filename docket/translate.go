package docket

import (
	"reflect"
	"strconv"
	"strings"

	"yifa/domain"
)

// A docket names people by login, parties and files by its own keys, papers by their place in a file, and stored files by
// their place in its folder.
// What a field means is told by its type, never by its name, so a new act needs nothing here.

var (
	personType = reflect.TypeFor[domain.PersonID]()
	partyType  = reflect.TypeFor[domain.PartyID]()
	agencyType = reflect.TypeFor[domain.AgencyID]()
	caseType   = reflect.TypeFor[domain.CaseID]()
	blobType   = reflect.TypeFor[domain.Blob]()
	paperType  = reflect.TypeFor[domain.DocumentID]()
)

// reference is one such field: where it stands, what it held, and how to set it.
type reference struct {
	path string
	kind reflect.Type
	key  string
	set  func(string)
}

func references(cmd domain.Command) []reference {
	var out []reference
	find(reflect.ValueOf(cmd), "data", &out)
	return out
}

func find(v reflect.Value, path string, out *[]reference) {
	switch v.Type() {
	case personType, partyType, agencyType, caseType, blobType, paperType:
		if v.String() != "" {
			*out = append(*out, reference{path, v.Type(), v.String(), v.SetString})
		}
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			find(v.Elem(), path, out)
		}
	case reflect.Slice:
		for i := range v.Len() {
			find(v.Index(i), path+"["+strconv.Itoa(i)+"]", out)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if !f.IsExported() {
				continue
			}
			at := path
			if name := jsonName(f); name != "" {
				at += "." + name
			}
			find(v.Field(i), at, out)
		}
	}
}

// jsonName is what a field is called in JSON; empty for an embedded struct, whose fields stand beside the others.
func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	if name == "" && !f.Anonymous {
		name = f.Name
	}
	return name
}

// id is what a reference stands for; stored files are not known by a key and stay as they are.
func (r reference) id(docket string) string {
	switch r.kind {
	case personType:
		return string(PersonID(r.key))
	case partyType:
		return string(PartyID(docket, r.key))
	case agencyType:
		return string(AgencyID(r.key))
	case caseType:
		return string(NewCaseID(docket, "", r.key))
	case paperType:
		return string(DocumentID(docket, r.key))
	}
	return r.key
}

// command makes the command of a line, with its references translated.
func (d *Docket) command(l Line) (domain.Command, []reference, error) {
	cmd, err := domain.ReadCommand(l.Act, l.Data)
	if err != nil {
		return nil, nil, err
	}
	if err := bounds(cmd); err != nil {
		return nil, nil, err
	}
	refs := references(cmd)
	for _, r := range refs {
		if r.kind != blobType {
			r.set(r.id(d.Name))
		}
	}
	return cmd, refs, nil
}

// stored is the place of a file a reference names, relative to the docket.
func (r reference) stored() (string, bool) {
	if r.kind != blobType {
		return "", false
	}
	return strings.CutPrefix(r.key, "file:")
}
