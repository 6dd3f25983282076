<?xml version="1.0" encoding="UTF-8"?>
<sld:StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/se"
    xmlns:sld="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
  <sld:NamedLayer>
    <Name>places</Name>
    <sld:UserStyle>
      <FeatureTypeStyle>
        <Rule><PointSymbolizer><Graphic><Mark><WellKnownName>circle</WellKnownName><Fill><SvgParameter name="fill">#000000</SvgParameter></Fill></Mark><Size>1.2</Size></Graphic><VendorOption name="sitmap-uom">mm</VendorOption></PointSymbolizer><TextSymbolizer><Label><ogc:PropertyName>name</ogc:PropertyName></Label><Font><SvgParameter name="font-family">Liberation Sans, DejaVu Sans</SvgParameter><SvgParameter name="font-size">7</SvgParameter></Font><Halo><Radius>0.85</Radius></Halo><VendorOption name="sitmap-halo-ground">true</VendorOption><VendorOption name="sitmap-uom">pt</VendorOption></TextSymbolizer></Rule>
      </FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
