<?xml version="1.0" encoding="ISO-8859-1"?>
<StyledLayerDescriptor version="1.0.0"
    xsi:schemaLocation="http://www.opengis.net/sld StyledLayerDescriptor.xsd"
    xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc"
    xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <NamedLayer>
    <Name>size-by-attribute</Name>
    <UserStyle>
      <Title>GeoServer SLD: size-by-attribute</Title>
      <FeatureTypeStyle>
        <Rule>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill><CssParameter name="fill"><ogc:Function name="Recode">
                  <ogc:PropertyName>kind</ogc:PropertyName>
                  <ogc:Literal>town</ogc:Literal><ogc:Literal>#0033CC</ogc:Literal>
                  <ogc:Literal>city</ogc:Literal><ogc:Literal>#CC3300</ogc:Literal>
                </ogc:Function></CssParameter></Fill>
              </Mark>
              <Size><ogc:Add><ogc:Literal>4</ogc:Literal><ogc:Mul><ogc:PropertyName>n</ogc:PropertyName><ogc:Literal>4</ogc:Literal></ogc:Mul></ogc:Add></Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
