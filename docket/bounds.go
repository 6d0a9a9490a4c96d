package docket

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"yifa/domain"
)

// bounds holds a command to the lengths, bounds and lists that its fields declare. The API holds its callers to the
// same tags before the law is asked; a docket must not be the easier way in.
func bounds(cmd domain.Command) error {
	var bad []domain.Field
	measure(reflect.Indirect(reflect.ValueOf(cmd)), "", &bad)
	if len(bad) == 0 {
		return nil
	}
	return &domain.Error{Code: "invalid_input", Message: bad[0].Path + "：" + bad[0].Message, English: "some fields are missing or wrong", Fields: bad}
}

func measure(v reflect.Value, at string, bad *[]domain.Field) {
	for i := range v.NumField() {
		f, x := v.Type().Field(i), v.Field(i)
		if !f.IsExported() {
			continue
		}
		name := jsonName(f)
		if name == "" {
			measure(x, at, bad)
			continue
		}
		path := at + name
		if x.IsZero() && strings.Contains(f.Tag.Get("json"), ",omit") {
			continue // left out, with all that would be in it
		}
		if fault := outOfBounds(f.Tag, x); fault != "" {
			*bad = append(*bad, domain.Field{Path: path, Message: fault})
		}
		switch {
		case x.Kind() == reflect.Slice && x.Type().Elem().Kind() == reflect.Struct:
			for n := range x.Len() {
				measure(x.Index(n), path+"["+strconv.Itoa(n)+"].", bad)
			}
		case x.Kind() == reflect.Struct && x.NumField() > 0 && x.Type().PkgPath() == "yifa/domain":
			measure(x, path+".", bad)
		}
	}
}

func outOfBounds(tag reflect.StructTag, x reflect.Value) string {
	limit := func(name string) (int64, bool) {
		n, err := strconv.ParseInt(tag.Get(name), 10, 64)
		return n, err == nil
	}
	switch x.Kind() {
	case reflect.String:
		n := int64(utf8.RuneCountInString(x.String()))
		if low, ok := limit("minLength"); ok && n < low {
			return "至少" + strconv.FormatInt(low, 10) + "个字"
		}
		if high, ok := limit("maxLength"); ok && n > high {
			return "最多" + strconv.FormatInt(high, 10) + "个字"
		}
		if list := tag.Get("enum"); list != "" && !slices.Contains(strings.Split(list, ","), x.String()) {
			return "应为其中之一：" + list
		}
	case reflect.Slice:
		if low, ok := limit("minItems"); ok && int64(x.Len()) < low {
			return "至少" + strconv.FormatInt(low, 10) + "项"
		}
	case reflect.Int, reflect.Int64:
		if low, ok := limit("minimum"); ok && x.Int() < low {
			return "不小于" + strconv.FormatInt(low, 10)
		}
		if high, ok := limit("maximum"); ok && x.Int() > high {
			return "不大于" + strconv.FormatInt(high, 10)
		}
	}
	return ""
}
