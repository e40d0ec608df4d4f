"""The templates that workbooks are made from, shipped as data of the package."""
