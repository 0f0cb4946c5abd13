package main

import (
	_ "github.com/openziti/sdk-golang/ziti"
)

func main() {}
