package main

import "yifa/domain"

func dormant(int, *domain.EnterOrganization) {}
