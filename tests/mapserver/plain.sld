<?xml version="1.0" encoding="UTF-8"?>
<!-- What the place of the frame is measured on. -->
<StyledLayerDescriptor version="1.0.0"><NamedLayer><Name>areas</Name><UserStyle><FeatureTypeStyle><Rule>
  <PolygonSymbolizer><Fill><CssParameter name="fill">#000001</CssParameter></Fill></PolygonSymbolizer>
</Rule></FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>
