// Package api is everything that can be asked of the system over HTTP: who asks (sessions), what may be asked
// (router.go lists it all), and how every answer and refusal looks (problem.go is the one place an error leaves by).
//
// It must never decide what the law or the policy decides, never take the identity of the person from anything but
// the session, never hand a *gin.Context to anybody, never write SQL, and never put personal data into a log.
package api
