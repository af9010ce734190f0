package io.anyport.benchmarks.serve.app;

record AddTodo(String title) {}
