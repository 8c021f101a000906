"""Look at files with QGIS, in its own Python; the plan comes as JSON, what was seen goes out so."""

import json
import os
import sys
from datetime import UTC, datetime
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from qgis.core import (  # type: ignore[import-not-found] # Debian's, no part of our environment
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsDateTimeRange,
    QgsFeatureRequest,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
    QgsVectorLayerTemporalContext,
)
from qgis.PyQt.QtCore import QDateTime, QSize, Qt  # type: ignore[import-not-found] # as above
from qgis.PyQt.QtGui import QColor, QImage  # type: ignore[import-not-found] # as above

SIZE = (900, 675)
SMALL = (60, 45)
PAPER = "#eef1f3"


def describe_layer(layer: Any) -> dict[str, Any]:  # noqa: ANN401 - QGIS carries no types
    """Say what QGIS makes of a layer: counts, reference system, types, nulls, style."""
    names = [field.name() for field in layer.fields()]
    rows = list(layer.getFeatures())
    legend = layer.renderer().legendSymbolItems() if layer.renderer() else []
    return {
        "valid": layer.isValid(),
        "count": len(rows),
        "crs": layer.crs().authid(),
        "types": {field.name(): field.typeName() for field in layer.fields()},
        "nulls": {
            name: sum(str(row[name]) in {"NULL", ""} or row[name] is None for row in rows)
            for name in names
        },
        "drawn": sum(row.hasGeometry() for row in rows),
        "renderer": layer.renderer().type() if layer.renderer() else None,
        "legend": [item.label() for item in legend],
        "labels": layer.labelsEnabled(),
        "time": [layer.temporalProperties().startField(), layer.temporalProperties().endField()],
    }


def describe_project(uri: str, first: str, last: str) -> dict[str, Any]:
    """Open a project and say what is in it, and what its clock lets through."""
    project = QgsProject.instance()
    opened = project.read(uri)
    root = project.layerTreeRoot()
    layers = {layer.id(): layer for layer in project.mapLayers().values()}
    impacts = next(layer for layer in layers.values() if layer.name() == "Places hit")
    clock = QgsDateTimeRange(*(QDateTime.fromString(day, Qt.ISODate) for day in (first, last)))
    context = QgsVectorLayerTemporalContext()
    context.setLayer(impacts)
    active = impacts.temporalProperties().isActive()
    asked = QgsFeatureRequest()
    asked.setFilterExpression(impacts.temporalProperties().createFilterString(context, clock))
    within = sorted(str(row["id"]) for row in impacts.getFeatures(asked))
    quotes = {
        relation.name(): sum(
            len(list(relation.getRelatedFeatures(row)))
            for row in relation.referencedLayer().getFeatures()
        )
        for relation in project.relationManager().relations().values()
        if relation.referencedLayer().name() == "Incidents"
    }
    return {
        "opened": opened,
        "valid": {layer.name(): layer.isValid() for layer in layers.values()},
        "groups": {
            group.name(): [node.name() for node in group.findLayers()] for group in root.children()
        },
        "relations": [one.isValid() for one in project.relationManager().relations().values()],
        "related": quotes,
        "active": active,
        "within": within,
        "begins": project.timeSettings().temporalRange().begin().toString(Qt.ISODate),
        "crs": project.crs().authid(),
    }


def render(layers: list[Any], extent: list[float] | None, out: str) -> list[list[int]]:
    """Draw layers to a picture; give it back small, a row of grey values a line."""
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    settings.setOutputSize(QSize(*SIZE))
    settings.setBackgroundColor(QColor(PAPER))
    settings.setFlag(QgsMapSettings.Antialiasing, True)  # noqa: FBT003 - Qt's signature
    settings.setExtent(QgsRectangle(*extent) if extent else settings.fullExtent())
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage().save(out)
    return shrink(out)


def shrink(path: str) -> list[list[int]]:
    """Give a picture as a small one of grey values."""
    small = QImage(path).scaled(*SMALL, Qt.IgnoreAspectRatio, Qt.SmoothTransformation)
    return [
        [QColor(small.pixel(x, y)).lightness() for x in range(SMALL[0])] for y in range(SMALL[1])
    ]


def follow(plan: dict[str, Any]) -> dict[str, Any]:
    """Do what the plan says."""
    seen: dict[str, Any] = {"at": datetime.now(UTC).isoformat(), "layers": {}, "pictures": {}}
    kept = {
        name: QgsVectorLayer(uri, name, plan.get("provider", "ogr"))
        for name, uri in plan["layers"].items()
    }
    for name, layer in kept.items():
        seen["layers"][name] = describe_layer(layer) if layer.isValid() else {"valid": False}
    if "project" in plan:
        seen["project"] = describe_project(plan["project"], *plan["clock"])
        nodes = QgsProject.instance().layerTreeRoot().findLayers()
        drawn = [node.layer() for node in nodes if node.layer().isSpatial()]
        box = QgsProject.instance().viewSettings().defaultViewExtent()
        extent = [box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()]
        seen["pictures"]["project"] = render(drawn, extent, plan["pictures"]["project"])
        plain = [kept[name] for name in plan["plain"]]
        seen["pictures"]["geojson"] = render(plain, extent, plan["pictures"]["geojson"])
    seen["kept"] = {name: shrink(path) for name, path in plan.get("kept", {}).items()}
    return seen


def hold(path: str) -> None:
    """Edit a layer of a GeoPackage until a line comes in."""
    layer = QgsVectorLayer(f"{path}|layername=impacts", "held", "ogr")
    layer.startEditing()
    sys.stdout.write("editing\n")
    sys.stdout.flush()
    sys.stdin.readline()


if __name__ == "__main__":
    application = QgsApplication([], False)  # noqa: FBT003 - Qt's signature
    application.initQgis()
    if sys.argv[1:2] == ["--edit"]:
        hold(sys.argv[2])
        os._exit(0)
    sys.stdout.write(json.dumps(follow(json.loads(sys.stdin.read()))) + "\n")
    sys.stdout.flush()
    os._exit(0)  # Qt takes layers apart in an order that crashes
