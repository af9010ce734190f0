package io.anyport.benchmarks.serve.app;

record Greeting(String greeting) {}
