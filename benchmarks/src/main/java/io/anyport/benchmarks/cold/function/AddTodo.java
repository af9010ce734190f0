package io.anyport.benchmarks.cold.function;

record AddTodo(String title) {}
