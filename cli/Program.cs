Console.WriteLine("studylake");
