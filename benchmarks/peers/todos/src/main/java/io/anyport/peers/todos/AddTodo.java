package io.anyport.peers.todos;

public record AddTodo(String title) {}
