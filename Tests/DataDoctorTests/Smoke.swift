import DataDoctor
