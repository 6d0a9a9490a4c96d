package domain

import (
	"errors"
	"fmt"
)

// Code names a refusal. It is part of the API and is never renamed.
type Code string

// Field is one fault in what was sent: where it is and what is wrong with it.
type Field struct {
	Path    string `json:"path"`
	Message string `json:"message"`
}

// Error is a refusal a person can act on: the code for machines, a sentence saying what to do next,
// and the article of law it rests on where there is one. Any other error is a fault of the system.
type Error struct {
	Code    Code    `json:"code"`
	Message string  `json:"message"`           // Chinese, says what to do next
	English string  `json:"english,omitempty"` // the same in English
	Article string  `json:"article,omitempty"` // law and article
	Fields  []Field `json:"fields,omitempty"`
}

func (e *Error) Error() string {
	if e.English != "" {
		return string(e.Code) + ": " + e.English
	}
	return string(e.Code) + ": " + e.Message
}

// Refuse makes a refusal with a message in Chinese and English.
func Refuse(code Code, article, zh, en string, args ...any) *Error {
	if len(args) > 0 {
		zh, en = fmt.Sprintf(zh, args...), fmt.Sprintf(en, args...)
	}
	return &Error{Code: code, Message: zh, English: en, Article: article}
}

// CodeOf is the refusal code of an error, or "" when the error is a fault.
func CodeOf(err error) Code {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return ""
}
