package io.anyport.benchmarks.store;

import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

/** The same record as the Enhanced client wants it. */
@DynamoDbBean
public class TodoBean {

    private String list;
    private String id;
    private String title;
    private boolean completed;
    private int order;

    static TodoBean of(Todo todo) {
        var bean = new TodoBean();
        bean.list = todo.list();
        bean.id = todo.id();
        bean.title = todo.title();
        bean.completed = todo.completed();
        bean.order = todo.order();
        return bean;
    }

    @DynamoDbPartitionKey
    public String getList() {
        return list;
    }

    public void setList(String list) {
        this.list = list;
    }

    @DynamoDbSortKey
    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    public boolean isCompleted() {
        return completed;
    }

    public void setCompleted(boolean completed) {
        this.completed = completed;
    }

    public int getOrder() {
        return order;
    }

    public void setOrder(int order) {
        this.order = order;
    }
}
