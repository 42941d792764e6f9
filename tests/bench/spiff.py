"""Peer: SpiffWorkflow on the same steps as BPMN, its state by its default serializer as JSON in SQLite."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from typing import Any

from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from tests.bench import trajectory

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
TABLES = """
PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
CREATE TABLE instance (id INTEGER PRIMARY KEY, state TEXT NOT NULL);
CREATE TABLE history (id INTEGER PRIMARY KEY, instance INTEGER, step INTEGER, answer TEXT, at TEXT);
"""


def diagram() -> bytes:
    """The 13 steps as user tasks in a row; behind 8 and 9 a gateway that leads back when the answer is ``no``."""
    decided = {step: back for (step, _), back in trajectory.BACK.items()}
    nodes = ['<startEvent id="start"/>', '<endEvent id="end"/>']
    flows = [_flow("start", "step1")]
    for step in range(1, trajectory.LAST + 1):
        onward = f"step{step + 1}" if step < trajectory.LAST else "end"
        nodes.append(f'<userTask id="step{step}" name="step{step}"/>')
        if step in decided:
            nodes.append(f'<exclusiveGateway id="gate{step}" default="gate{step}-{onward}"/>')
            flows += [_flow(f"step{step}", f"gate{step}"), _flow(f"gate{step}", onward)]
            flows.append(_flow(f"gate{step}", f"step{decided[step]}", "answer == 'no'"))
        else:
            flows.append(_flow(f"step{step}", onward))
    body = "".join([*nodes, *flows])
    text = f'<definitions xmlns="{BPMN}" targetNamespace="bench"><process id="run" isExecutable="true">{body}'
    return f"{text}</process></definitions>".encode()


def _flow(source: str, target: str, condition: str = "") -> str:
    inner = f"<conditionExpression>{condition}</conditionExpression>" if condition else ""
    return f'<sequenceFlow id="{source}-{target}" sourceRef="{source}" targetRef="{target}">{inner}</sequenceFlow>'


class Store:
    """Instances in SQLite, loaded and saved whole, as the library's own examples do."""

    def __init__(self) -> None:
        self.database = sqlite3.connect("bench.sqlite3", isolation_level=None)
        self.database.executescript(TABLES)
        self.serializer = BpmnWorkflowSerializer()

    def start(self, spec: Any) -> int:
        workflow = BpmnWorkflow(spec)
        workflow.do_engine_steps()
        state = self.serializer.serialize_json(workflow)
        made = self.database.execute("INSERT INTO instance (state) VALUES (?)", (state,))
        return int(made.lastrowid or 0)

    def do(self, key: int, step: int, answer: str) -> None:
        self.database.execute("BEGIN IMMEDIATE")
        ((state,),) = self.database.execute("SELECT state FROM instance WHERE id = ?", (key,))
        workflow = self.serializer.deserialize_json(state)
        (task,) = workflow.get_tasks(state=TaskState.READY, manual=True)
        if task.task_spec.bpmn_id != f"step{step}":
            raise ValueError(f"instance {key} is at {task.task_spec.bpmn_id}, not step{step}")
        task.data["answer"] = answer
        task.run()
        workflow.do_engine_steps()
        state = self.serializer.serialize_json(workflow)
        self.database.execute("UPDATE instance SET state = ? WHERE id = ?", (state, key))
        row = (key, step, answer, dt.datetime.now(dt.UTC).isoformat())
        self.database.execute("INSERT INTO history (instance, step, answer, at) VALUES (?, ?, ?, ?)", row)
        self.database.execute("COMMIT")

    def is_over(self, key: int) -> bool:
        ((state,),) = self.database.execute("SELECT state FROM instance WHERE id = ?", (key,))
        return bool(self.serializer.deserialize_json(state).is_completed())


def prepare(top: int) -> Callable[[int], None]:
    """Start ``top`` instances; the answer plays the first ``n`` of them from beginning to end."""
    parser = BpmnParser()
    parser.add_bpmn_str(diagram())
    spec = parser.get_spec("run")
    store = Store()
    instances = [store.start(spec) for _ in range(top)]

    def play(n: int) -> None:
        for key in instances[:n]:
            for step, answer in trajectory.walk():
                store.do(key, step, answer)
            assert store.is_over(key)

    return play
